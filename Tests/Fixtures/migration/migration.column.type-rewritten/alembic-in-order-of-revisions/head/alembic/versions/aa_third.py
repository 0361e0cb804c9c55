revision = "cc"
down_revision = "bb"


def upgrade():
    op.alter_column("users", "name", type_=sa.String(length=100))


def downgrade():
    pass
