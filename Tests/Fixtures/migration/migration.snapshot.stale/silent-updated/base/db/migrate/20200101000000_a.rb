class A < ActiveRecord::Migration[7.0]
  def change
    create_table :users
  end
end
