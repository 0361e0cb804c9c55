class More < ActiveRecord::Migration[7.1]
  # why
  def change
    add_column :users, :x, :string
  end
end
