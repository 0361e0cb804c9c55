ActiveRecord::Schema[7.0].define(version: 2020_01_02_000000) do
end
