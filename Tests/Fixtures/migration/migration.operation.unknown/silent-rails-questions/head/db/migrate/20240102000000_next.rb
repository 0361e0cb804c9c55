class Next < ActiveRecord::Migration[7.1]
  disable_ddl_transaction!

  def change
    unless connection.index_name_exists?(:users, :index_users_on_email)
      add_index :users, :email, algorithm: :concurrently, name: :index_users_on_email
    end
  end
end
