"""What an account may do beyond reading: asked of the DBMS itself at each connect.

An account that can write is refused, whatever our session says: a read-only session is a promise
of ours, a right is one of theirs. What an account could take (a role it may set, a table of its
own) counts as what it has. Tried on MariaDB 10.11 and PostgreSQL 15; what is asked of SQL Server
and Oracle was only parsed.
"""

import re
from typing import Any

from sqlalchemy import Connection

from connectors._contract import Source, SourceChanged
from connectors._grants import grants, suggested

SHOWN = 3
# Every role that the account is or may become, and what each may do. CREATE on schema public and
# TEMP are every account's before 15, so they do not count.
POSTGRESQL = """
WITH mine AS (SELECT * FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')),
self AS (SELECT * FROM mine WHERE rolname = current_user OR NOT
         (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)),
tables AS (
    SELECT c.oid, c.relowner, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p')
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'),
rights AS (
    SELECT 1 AS place, 'SUPERUSER' AS what FROM self WHERE rolsuper
    UNION SELECT 2, 'CREATEROLE' FROM self WHERE rolcreaterole
    UNION SELECT 2, 'CREATEDB' FROM self WHERE rolcreatedb
    UNION SELECT 3, upper(rolname) FROM self WHERE rolname IN
        ('pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program')
    UNION SELECT 4, 'OWNER OF DATABASE ' || datname FROM pg_database, self
        WHERE datname = current_database() AND datdba = self.oid
    UNION SELECT 4, 'OWNER OF ' || name FROM tables, self WHERE relowner = self.oid
    UNION SELECT 5, word || ' ON ' || name
        FROM tables, self, unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) word
        WHERE has_table_privilege(self.oid, tables.oid, word)
    UNION SELECT 6, word || ' (kolom) ON ' || name
        FROM tables, self, unnest(ARRAY['INSERT', 'UPDATE']) word
        WHERE has_any_column_privilege(self.oid, tables.oid, word)
          AND NOT has_table_privilege(self.oid, tables.oid, word)
    UNION SELECT 7, 'CREATE ON SCHEMA ' || nspname FROM pg_namespace, self
        WHERE nspname <> 'public' AND nspname !~ '^pg_'
          AND has_schema_privilege(self.oid, pg_namespace.oid, 'CREATE'))
SELECT what FROM rights ORDER BY place, what LIMIT 50
"""
MSSQL = """
SELECT 'sysadmin' AS what WHERE IS_SRVROLEMEMBER('sysadmin') = 1
UNION ALL SELECT name FROM sys.database_principals
    WHERE type = 'R' AND is_fixed_role = 1 AND IS_MEMBER(name) = 1
      AND name NOT IN ('public', 'db_datareader', 'db_denydatawriter', 'db_denydatareader')
UNION ALL SELECT permission_name + ' ON DATABASE' FROM fn_my_permissions(NULL, 'DATABASE')
    WHERE permission_name NOT IN ('CONNECT', 'SELECT', 'SHOWPLAN', 'REFERENCES')
      AND permission_name NOT LIKE 'VIEW %'
UNION ALL SELECT word + ' ON ' + SCHEMA_NAME(o.schema_id) + '.' + o.name
    FROM sys.objects AS o
    CROSS JOIN (SELECT 'INSERT' AS word UNION ALL SELECT 'UPDATE' UNION ALL SELECT 'DELETE'
                UNION ALL SELECT 'ALTER') AS words
    WHERE o.type IN ('U', 'V') AND HAS_PERMS_BY_NAME(
        QUOTENAME(SCHEMA_NAME(o.schema_id)) + '.' + QUOTENAME(o.name), 'OBJECT', word) = 1
UNION ALL SELECT 'UPDATE (kolom) ON ' + OBJECT_NAME(p.major_id) FROM sys.database_permissions AS p
    WHERE p.class = 1 AND p.minor_id > 0 AND p.permission_name = 'UPDATE' AND p.state IN ('G', 'W')
      AND (p.grantee_principal_id = DATABASE_PRINCIPAL_ID()
           OR IS_MEMBER(USER_NAME(p.grantee_principal_id)) = 1)
"""
ORACLE = """
SELECT privilege AS what FROM session_privs WHERE privilege NOT IN
    ('CREATE SESSION', 'ALTER SESSION', 'SELECT ANY TABLE', 'READ ANY TABLE',
     'SELECT ANY DICTIONARY', 'SELECT ANY SEQUENCE')
UNION ALL SELECT 'OWNER OF ' || table_name FROM user_tables
UNION ALL SELECT privilege || ' ON ' || owner || '.' || table_name FROM user_tab_privs
    WHERE grantee = USER AND privilege NOT IN ('SELECT', 'READ')
UNION ALL SELECT privilege || ' ON ' || owner || '.' || table_name FROM role_tab_privs
    WHERE privilege NOT IN ('SELECT', 'READ')
      AND (owner <> 'SYS' OR privilege IN ('INSERT', 'UPDATE', 'DELETE'))
UNION ALL SELECT privilege || ' (kolom) ON ' || owner || '.' || table_name
    FROM user_col_privs_recd
"""
QUERIES = {"postgresql": POSTGRESQL, "mssql": MSSQL, "oracle": ORACLE}
READS = {  # what a reader may have on MySQL and MariaDB; whatever else there is counts as writing
    *("USAGE", "SELECT", "SHOW VIEW", "SHOW DATABASES", "PROCESS", "SHOW CREATE ROUTINE"),
    *("REPLICATION CLIENT", "BINLOG MONITOR", "SLAVE MONITOR", "REPLICA MONITOR", "SHOW_ROUTINE"),
}
RIGHTS = re.compile(r"GRANT (.+?) ON (.+?) TO ")
ROLE = re.compile(r"GRANT (.+?) TO ")


def writable(db: Connection) -> list[str]:
    """What the account may do beyond reading, in the DBMS's words; nothing: it only reads."""
    if db.dialect.name == "sqlite":
        return []  # a file that is opened with mode=ro has no accounts
    if query := QUERIES.get(db.dialect.name):
        return [str(row[0]) for row in db.exec_driver_sql(query.replace("%", "%%"))]
    return _mysql(db)


def refuse_writable(db: Connection, source: Source) -> None:
    """Raise SourceChanged, with the statements of the right account, when this one can write."""
    if "writes" in source.waived or not (found := writable(db)):
        return
    rest = f" dan {len(found) - SHOWN} hak lain" if len(found) > SHOWN else ""
    url = db.engine.url
    name = db.dialect.name
    owner = url.username if name == "oracle" else url.database
    dbms: Any = "mysql" if name == "mariadb" else name
    right = grants(dbms, owner or "", suggested(url.username or ""))
    raise SourceChanged(
        f"{source.code}: akun kita di {source.system} dapat menulis ({', '.join(found[:SHOWN])}"
        f"{rest}), padahal dasbor hanya boleh membaca. Minta pengelolanya membuat akun baca, lalu "
        f"ganti alamat dalam {source.database}:\n" + "\n".join(f"    {each};" for each in right)
    )


def _mysql(db: Connection) -> list[str]:
    lines = _grants(db, "SHOW GRANTS")
    if roles := [name for line in lines for name in _roles(line)]:
        lines += _of_roles(db, roles)
    return list(dict.fromkeys(word for line in lines for word in _beyond(line)))


def _of_roles(db: Connection, roles: list[str]) -> list[str]:
    """A role's rights are shown to who has set it (MariaDB) or asks for it by name (MySQL 8)."""
    if not getattr(db.dialect, "is_mariadb", False):
        return _grants(db, f"SHOW GRANTS FOR CURRENT_USER() USING {', '.join(roles)}")
    before = db.exec_driver_sql("SELECT CURRENT_ROLE()").scalar()
    lines = []
    for role in roles:
        db.exec_driver_sql(f"SET ROLE {role}")
        lines += _grants(db, "SHOW GRANTS")  # those of the roles within it too
    back = f"`{before}`" if before else "NONE"
    db.exec_driver_sql(f"SET ROLE {back}")
    return lines


def _grants(db: Connection, statement: str) -> list[str]:
    return [str(row[0]) for row in db.exec_driver_sql(statement)]


def _roles(line: str) -> list[str]:
    found = None if RIGHTS.match(line) else ROLE.match(line)
    return re.findall(r"`[^`]+`(?:@`[^`]*`)?", found[1]) if found else []


def _beyond(line: str) -> list[str]:
    """The rights of one line of SHOW GRANTS that are more than reading."""
    if not (found := RIGHTS.match(line)):
        return []
    rights = re.split(r",\s*(?![^(]*\))", found[1])
    where = found[2].replace("`", "").replace("\\", "")
    if "GRANT OPTION" in line.rpartition(" TO ")[2]:
        rights.append("GRANT OPTION")
    plain = [re.sub(r"\s*\(.*\)", " (kolom)", right) for right in rights]
    return [f"{right} ON {where}" for right in plain if right.removesuffix(" (kolom)") not in READS]
