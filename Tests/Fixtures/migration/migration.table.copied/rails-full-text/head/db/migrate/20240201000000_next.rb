class Next < ActiveRecord::Migration[7.1]
  def change
    add_column :comments, :url, :string
  end
end
