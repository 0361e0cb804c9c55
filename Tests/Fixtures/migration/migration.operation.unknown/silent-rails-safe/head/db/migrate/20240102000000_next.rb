class Next < ActiveRecord::Migration[7.1]
  disable_ddl_transaction!

  def change
    create_table :posts do |t|
      t.references :user, foreign_key: true, null: false
      t.string :title, null: false, default: ""
      t.jsonb :data, default: {}
      t.datetime :at, default: -> { "CURRENT_TIMESTAMP" }
      t.index [:title], unique: true
      t.timestamps
    end
    add_column :users, :nick, :string
    add_index :users, :age, algorithm: :concurrently
    add_foreign_key :users, :orgs, validate: false, name: "later"
    reversible do |dir|
      dir.down { execute "DROP TABLE orgs" }
    end
  end
end
