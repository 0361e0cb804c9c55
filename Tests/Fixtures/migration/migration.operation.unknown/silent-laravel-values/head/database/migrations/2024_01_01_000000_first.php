<?php
return new class extends Migration {
    public function up(): void
    {
        Schema::create('artists', function (Blueprint $table) {
            $table->increments('id');
            $table->string('public_id', 26);
        });
    }
};
