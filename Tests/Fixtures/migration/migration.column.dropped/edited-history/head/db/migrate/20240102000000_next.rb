class Next < ActiveRecord::Migration[7.1]
  def change
    remove_column :users, :tax, :integer
    remove_column :users, :ssn, :string
  end
end
