class CreateUsers < ActiveRecord::Migration[7.1]
  def change
    create_table :users do |t|
      t.string :ssn, limit: 20
    end
    add_column :users, :tax, :decimal
  end
end
