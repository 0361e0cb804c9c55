class First < ActiveRecord::Migration[7.1]
  def change
    create_table :votes do |t|
      t.bigint :comment_id
    end
    create_table :comments do |t|
      t.string :title
    end
    add_index :comments, :title, type: :fulltext
  end
end
