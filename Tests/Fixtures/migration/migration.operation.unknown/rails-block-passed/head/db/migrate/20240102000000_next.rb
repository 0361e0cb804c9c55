class Next < ActiveRecord::Migration[7.1]
  def up
    User.all.each &:touch
  end
end
