class B < ActiveRecord::Migration[7.0]
  def change
    create_table :teams
  end
end
