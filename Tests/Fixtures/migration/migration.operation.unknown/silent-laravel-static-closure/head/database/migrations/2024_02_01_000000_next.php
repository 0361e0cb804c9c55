<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::create('folders', static function (Blueprint $table): void {
            $table->string('id', 36)->primary();
            $table->string('parent_id', 36)->nullable()->index();
        });
        Schema::table('songs', static function (Blueprint $table): void {
            $table->string('hash')->nullable();
        });
        if (DB::connection()->getPdo()) {
            return;
        }
    }

    public function down(): void
    {
        Schema::connection($connection)->drop($name);
    }
};
