// The one component of ours: draws the SVG that the server made (dashboard/parts/_mark.py).
window.dashboard_marks = {
  Mark: function (props) {
    return React.createElement("span", {
      className: props.className,
      dangerouslySetInnerHTML: { __html: props.html },
    });
  },
};
