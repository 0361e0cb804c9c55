<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::disableForeignKeyConstraints();
        Schema::table('songs', function (Blueprint $table) {
            $table->foreign('owner_id')->references('id')->on('users');
        });
        Schema::enableForeignKeyConstraints();
        $first = User::firstAdmin();
        $ask = License::isCommunity();
        Song::query()->update(['owner_id' => 1]);
    }
};
