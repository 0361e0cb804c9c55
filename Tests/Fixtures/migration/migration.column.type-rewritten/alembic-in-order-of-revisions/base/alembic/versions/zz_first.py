revision = "aa"
down_revision = None


def upgrade():
    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(length=50)))
    op.create_table("orgs", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("title", sa.Text()))


def downgrade():
    op.drop_table("users")
