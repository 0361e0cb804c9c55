class Next < ActiveRecord::Migration[7.1]
  def change
    unless table_exists?("users")
      create_table "users", force: true do |t|
        t.string :name
      end
    end
    say "known" if Comment.recent.any?
    say "here" if defined?(User)
  end
end
