revision = "bb"
down_revision = "aa"


def upgrade():
    op.add_column("users", sa.Column("nick", sa.Text()))


def downgrade():
    op.drop_column("users", "nick")
