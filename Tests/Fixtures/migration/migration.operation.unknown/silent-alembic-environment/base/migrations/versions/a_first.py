"""
Revision ID: a
Revises: a
"""
import os
from alembic import op

revision = "a"
down_revision = None


def upgrade():
    if os.environ.get("SKIP"):
        return
    bind = op.get_bind()
    bind.commit()


def downgrade():
    pass
