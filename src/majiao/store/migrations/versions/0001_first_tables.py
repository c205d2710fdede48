"""First tables: event log, states, progress, policies, API keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

OFFSET = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("offset", OFFSET, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("time", sa.Float, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("action", sa.String),
        sa.Column("decision", sa.LargeBinary),
    )
    op.create_index(
        "events_acted_on",
        "events",
        ["offset"],
        sqlite_where=sa.text("action != 'allow'"),
        postgresql_where=sa.text("action != 'allow'"),
    )
    op.create_table(
        "states",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.Float, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "progress",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("offset", OFFSET, nullable=False),
        sa.Column("watermark", sa.Float, nullable=False),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("opened", sa.Float, nullable=False),
        sa.Column("updated", sa.Float, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("owner", sa.String),
    )
    op.create_index("cases_subject", "cases", ["subject", "updated"])
    op.create_table(
        "case_events",
        sa.Column("case_id", sa.String, sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("offset", OFFSET, sa.ForeignKey("events.offset"), primary_key=True),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("offset", OFFSET, sa.ForeignKey("events.offset"), nullable=False),
        sa.Column("follow_up", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("by", sa.String),
        sa.Column("at", sa.String),
    )
    op.create_index("actions_state", "actions", ["state", "offset"])
    op.create_table(
        "policies",
        sa.Column("ref", sa.String, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("scopes", sa.String, nullable=False),
        sa.Column("created", sa.String, nullable=False),
        sa.Column("revoked", sa.String),
    )


def downgrade() -> None:
    for table in (
        "api_keys",
        "policies",
        "actions",
        "case_events",
        "cases",
        "progress",
        "states",
        "events",
    ):
        op.drop_table(table)
