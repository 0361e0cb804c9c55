<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::table('songs', static function (Blueprint $table): void {
            $table->unsignedInteger('position')->default(0)->index();
        });
        Schema::table('songs', function (Blueprint $table) {
            if (!Schema::hasIndex('songs', 'songs_title_fulltext')) {
                $table->fullText('title')->language('simple');
            }
        });
    }

    public function down(): void
    {
    }
};
