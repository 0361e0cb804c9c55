revision = "b2"
down_revision = "a1"

from alembic import op


def upgrade():
    with op.batch_alter_table("users") as b:
        b.drop_column("name")


def downgrade():
    pass
