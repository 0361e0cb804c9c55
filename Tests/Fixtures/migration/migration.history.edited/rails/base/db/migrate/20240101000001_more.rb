class More < ActiveRecord::Migration[7.1]
  def change
    add_column :users, :x, :string
  end
end
