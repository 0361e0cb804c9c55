class Next < ActiveRecord::Migration[7.1]
  def up
    drop_table :orgs
    remove_column :users, :name, :string
    add_index :users, :age
    change_column :users, :age, :bigint
    add_foreign_key :users, :orgs, name: "fk"
    change_column_null :users, :age, false
    execute <<~SQL
      -- all of them
      TRUNCATE users;
    SQL
  end

  def down
    drop_table :users
  end
end
