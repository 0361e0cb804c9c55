revision = "aa"
down_revision = None


def upgrade():
    op.create_table("files", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("kind", sa.Text()), sa.Column("state", sa.Text()))
