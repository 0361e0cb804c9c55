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


def downgrade():
    pass
