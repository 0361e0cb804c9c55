class Next < ActiveRecord::Migration[7.1]
  def change
    create_virtual_table :story_fts, :fts5, ["title", "body"]
    create_table :reserved_names do |t|
      t.string :name
    end
    ReservedName.insert_all([{name: "admin"}])
  end
end
