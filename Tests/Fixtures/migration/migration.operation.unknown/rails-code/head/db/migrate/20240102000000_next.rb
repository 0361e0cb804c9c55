class Next < ActiveRecord::Migration[7.1]
  def up
    User.find_each { |user| user.update!(name: "x") }
    rebuild_everything
    User.delete_all
  end
end
