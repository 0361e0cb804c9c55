class Change < ActiveRecord::Migration[7.1]
  def up
    change_column :users, :bio, :text, limit: 255
    change_column :users, :memo, :text
    add_index :users, :name
  end
end
