revision: str = "bb"
down_revision: Union[str, None] = "aa"


def upgrade():
    op.alter_column("users", "name", type_=sa.Text())


def downgrade():
    pass
