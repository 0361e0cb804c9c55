defmodule R.Next do
  use Ecto.Migration

  def up do
    salt = Application.get_env(:app, :salt)
    create table(:b) do
      add :repositories, {:array, :jsonb}, null: false, default: []
      add :range, Range.type()
    end
  end

  def down do
    execute "ALTER TABLE b DROP x DROP y"
  end
end
