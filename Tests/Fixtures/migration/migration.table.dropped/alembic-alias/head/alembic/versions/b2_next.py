revision = "b2"
down_revision = "a1"

from alembic import op as o


def upgrade():
    o.drop_table("users")
    ops = o
    ops.drop_column("users", "name")


def downgrade():
    pass
