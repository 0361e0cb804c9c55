<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::table('songs', static function (Blueprint $table): void {
            $table->text('title')->change();
        });
        Schema::table('songs', static function (Blueprint $table): void {
            $table->string('album')->nullable(false)->change();
        });
        Schema::table('songs', static function (Blueprint $table): void {
            $table->fullText('title');
        });
    }
};
