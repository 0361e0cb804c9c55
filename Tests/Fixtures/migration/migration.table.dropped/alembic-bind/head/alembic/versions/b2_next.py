revision = "b2"
down_revision = "a1"

from alembic import op


SQL = "DROP TABLE users"


def upgrade():
    op.get_bind().execute(SQL)
    op.get_bind().exec_driver_sql("DROP TABLE users")


def downgrade():
    pass
