class Next < ActiveRecord::Migration[7.1]
  def up
    total = User.count
    first = User.where(name: "a").first
    one = User.find_by(name: "b")
    kind = Rails.configuration.generators
    create_view :active_users
  end
end
