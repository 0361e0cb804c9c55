class Next < ActiveRecord::Migration[7.1]
  def change
    remove_columns :users, *%i[name bio], type: :string
  end
end
