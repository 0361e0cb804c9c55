revision = "bb"
down_revision = "aa"


def upgrade():
    sa.Enum("a", "b", name="kinds").create(op.get_bind())
    States.create(op.get_bind(), checkfirst=True)
    op.alter_column("files", "kind", type_=sa.Enum("a", "b", name="kinds"), postgresql_using="kind::text::kinds")
    op.sync_enum_values(
        enum_schema="public",
        enum_name="states",
        new_values=["x", "y"],
        affected_columns=[TableReference(table_schema="public", table_name="files", column_name="state")],
        enum_values_to_rename=[],
    )


def downgrade():
    pass
