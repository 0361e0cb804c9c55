revision = "cc"
down_revision = "bb"


def upgrade():
    op.create_index("by_title", "orgs", ["title"])


def downgrade():
    op.drop_index("by_title")
