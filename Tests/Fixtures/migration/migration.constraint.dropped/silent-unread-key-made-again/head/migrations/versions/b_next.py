"""
Revision ID: b
Revises: a
"""
import os
from alembic import op

revision = "b"
down_revision = "a"


def upgrade():
    if os.environ.get("SKIP"):
        return
    bind = op.get_bind()
    bind.commit()
    op.drop_constraint("ses_events_email_id_fkey", "ses_events", type_="foreignkey")
    op.create_foreign_key(None, "ses_events", "ses_emails", ["email_id"], ["id"], ondelete="CASCADE")


def downgrade():
    pass
