revision = "b2"
down_revision = "a1"

from alembic import op


def clean():
    op.drop_table("users")


def upgrade():
    clean()


def downgrade():
    pass
