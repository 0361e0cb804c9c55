class Next < ActiveRecord::Migration[7.1]
  def change
    add_column :votes, :updated_at, :datetime
    execute("update votes, comments set votes.updated_at = comments.id where comments.id = votes.comment_id and votes.updated_at is null")
    change_column_null :votes, :updated_at, false
  end
end
