defmodule Repo.Migrations.Next do
  use Ecto.Migration

  def up do
    create index(:users, [:name])
    alter table(:users) do
      remove :age
      add :code, :uuid, default: fragment("gen_random_uuid()")
      modify :name, :text, null: false
    end
    drop table(:logs)
    execute "DELETE FROM audit"
    Repo.update_all(User, set: [a: 1])
  end

  def down do
    drop table(:users)
  end
end
