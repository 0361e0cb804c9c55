class CreateUsers < ActiveRecord::Migration[7.1]
  def change
    create_table :orgs do |t|
      t.string :title
    end
    create_table :users do |t|
      t.string :name, limit: 50
      t.references :org, foreign_key: true
      t.integer :age
      t.timestamps
    end
  end
end
