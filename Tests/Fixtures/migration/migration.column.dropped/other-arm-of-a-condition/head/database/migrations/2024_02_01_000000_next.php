<?php
return new class extends Migration {
    public function up(): void
    {
        if (DB::getDriverName() === 'sqlite') {
            Schema::create('artists_new', static function (Blueprint $table): void {
                $table->string('id', 26)->primary();
                $table->string('public_id', 26);
            });
            DB::table('artists_new')->insert(DB::table('artists')->get()->map(static fn ($a) => [])->toArray());
            Schema::drop('artists');
            Schema::rename('artists_new', 'artists');
        } else {
            Schema::table('artists', static function (Blueprint $table): void {
                $table->dropColumn('public_id');
            });
        }
    }
};
