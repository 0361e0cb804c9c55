class B < ActiveRecord::Migration[7.0]
  def up
    send(:drop_table, :users)
  end
end
