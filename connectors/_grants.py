"""The statements that make an account which may only read, for each of the four DBMS.

Tried on MariaDB 10.11 and PostgreSQL 15, word for word; SQL Server's and Oracle's were only parsed.
They keep to what the oldest servers know: `sp_addrolemember` for SQL Server 2008 R2, no role for
MySQL 5.5. `SANDI-BARU` stands for a password that the agency chooses and we never write.
"""

import re

from connectors._contract import Dbms

PASSWORD = "SANDI-BARU"
LONGEST = 16  # letters of an account's name in MySQL 5.5


def grants(dbms: Dbms, database: str, account: str) -> list[str]:
    """The statements, in order, for whoever administers the agency's server.

    `database` is the database to be read; for Oracle the owner of its tables. Run them while
    connected to that database, PostgreSQL's as the owner of the tables. Files have none.
    """
    make = {"postgresql": _postgresql, "mysql": _mysql, "mssql": _mssql, "oracle": _oracle}.get(
        dbms
    )
    return make(database, account) if make else []


def suggested(account: str) -> str:
    """A name for the reading account beside one that is in use, whose rights its system needs."""
    plain = re.sub(r"\W", "", account.lower())[: LONGEST - len("_baca")].removesuffix("_baca")
    return f"{plain}_baca" if plain and f"{plain}_baca" != account else "data_makro"


def _postgresql(database: str, account: str) -> list[str]:
    who, where = _double(account), _double(database)
    return [
        f"CREATE ROLE {who} LOGIN PASSWORD '{PASSWORD}'",
        f"GRANT CONNECT ON DATABASE {where} TO {who}",
        f"GRANT USAGE ON SCHEMA public TO {who}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {who}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {who}",
    ]


def _mysql(database: str, account: str) -> list[str]:
    # In a GRANT on a whole database _ and % are wildcards: simpus_1 would open simpusX1 as well.
    where = re.sub(r"([_%])", r"\\\1", database).replace("`", "``")
    who = f"'{account.replace(chr(39), chr(39) * 2)}'@'%'"
    return [
        f"CREATE USER {who} IDENTIFIED BY '{PASSWORD}'",
        f"GRANT SELECT, SHOW VIEW ON `{where}`.* TO {who}",
    ]


def _mssql(database: str, account: str) -> list[str]:
    who, where = (f"[{name.replace(']', ']]')}]" for name in (account, database))
    text = account.replace("'", "''")
    return [
        f"CREATE LOGIN {who} WITH PASSWORD = '{PASSWORD}'",
        f"USE {where}",
        f"CREATE USER {who} FOR LOGIN {who}",
        f"EXEC sp_addrolemember 'db_datareader', '{text}'",
    ]


def _oracle(database: str, account: str) -> list[str]:
    who, owner = _double(account.upper()), _double(database.upper())
    return [
        f'CREATE USER {who} IDENTIFIED BY "{PASSWORD}"',
        f"GRANT CREATE SESSION TO {who}",
        f"GRANT SELECT ON {owner}.NAMA_TABEL TO {who}",  # once for each table that is read
    ]


def _double(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
