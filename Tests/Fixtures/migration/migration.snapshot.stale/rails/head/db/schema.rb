ActiveRecord::Schema[7.0].define(version: 2020_01_01_000000) do
end
