<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::create('songs', static function (Blueprint $table): void {
            $table->id();
            $table->string('title');
        });
    }
};
