defmodule R.First do
  use Ecto.Migration

  def change do
    create table(:a) do
      add :x, :text
    end
  end
end
