"""next"""
revision = "bb"
down_revision = "aa"


def upgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.alter_column("name", existing_type=sa.String(length=50), nullable=False)
    op.alter_column("users", "name", type_=sa.String(length=100))
    op.execute(sa.text("UPDATE users SET name = ''"))
    op.drop_table("logs")
    session.query(User).delete()


def downgrade():
    op.drop_table("users")
