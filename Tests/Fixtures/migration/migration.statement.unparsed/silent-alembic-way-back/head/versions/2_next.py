revision = '2'
down_revision = '1'


def upgrade():
    op.add_column('users', sa.Column('name', sa.Text()))


def downgrade():
    op.drop_constraint(None, 'users', type_='foreignkey')
