-- The tables of release 0.6.0, with one article.

create table main.runs (
    run_id varchar not null,
    started_at timestamp not null,
    finished_at timestamp not null,
    status varchar not null,
    files_found integer not null,
    files_new integer not null,
    files_changed integer not null,
    files_gone integer not null,
    files_duplicate integer not null,
    files_rejected integer not null,
    articles_loaded integer not null,
    mentions_loaded integer not null,
    quotes_loaded integer not null,
    model_version varchar not null,
    code_version varchar not null,
    link_version varchar,
    reports_version varchar
);

create table main.seed_files (
    path varchar not null,
    content_hash varchar,
    size_bytes bigint,
    status varchar not null,
    reason varchar,
    article_id varchar,
    first_seen_at timestamp not null,
    last_seen_at timestamp not null,
    run_id varchar not null
);

create table main.articles (
    article_id varchar not null,
    path varchar not null,
    title varchar,
    published_on date,
    date_precision varchar not null,
    language varchar not null,
    source varchar,
    author varchar,
    text varchar not null,
    char_count integer not null,
    token_count integer not null,
    model_version varchar not null,
    run_id varchar not null,
    loaded_at timestamp not null
);

create table main.entities (
    entity_id varchar not null,
    name varchar not null,
    label varchar not null,
    gender varchar not null,
    gender_source varchar not null
);

create table main.mentions (
    mention_id varchar not null,
    article_id varchar not null,
    entity_id varchar not null,
    article_entity_id varchar,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    label varchar not null,
    kind varchar not null,
    sentence_number integer not null
);

create table main.quotes (
    quote_id varchar not null,
    article_id varchar not null,
    type varchar not null,
    medium varchar not null,
    text varchar not null,
    start_char integer not null,
    end_char integer not null,
    cue varchar,
    frame varchar,
    speaker_surface varchar,
    addressee_surface varchar,
    parent_quote_id varchar,
    confidence double not null,
    sentence_number integer not null,
    block_kind varchar not null
);

create table main.quote_spans (
    quote_id varchar not null,
    role varchar not null,
    span_number integer not null,
    start_char integer not null,
    end_char integer not null
);

create table main.quote_speakers (
    quote_id varchar not null,
    entity_id varchar not null,
    mention_id varchar,
    method varchar not null,
    confidence double not null
);

create table main.article_entities (
    article_entity_id varchar not null,
    article_id varchar not null,
    name varchar not null,
    label varchar not null,
    gender varchar not null,
    gender_source varchar not null,
    is_full boolean not null,
    birth_year integer
);

create table main.article_roles (
    article_entity_id varchar not null,
    article_id varchar not null,
    role varchar not null,
    place varchar,
    surface varchar not null,
    mention_id varchar not null
);

create table main.article_speakers (
    quote_id varchar not null,
    mention_id varchar not null,
    article_entity_id varchar,
    method varchar not null,
    confidence double not null
);

create table main.role_mentions (
    mention_id varchar not null,
    article_id varchar not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    sentence_number integer not null,
    role varchar not null,
    place varchar,
    gender varchar not null
);

create table main.entity_links (
    article_entity_id varchar not null,
    entity_id varchar not null,
    method varchar not null,
    evidence varchar
);

create table main.entity_roles (
    entity_id varchar not null,
    role varchar not null,
    place varchar,
    surface varchar not null,
    first_seen date,
    last_seen date,
    mention_id varchar not null
);

create table main.corrections (
    number integer not null,
    line integer,
    kind varchar not null,
    subject varchar not null,
    status varchar not null,
    message varchar not null
);

insert into main.runs values (
    'r1', '2026-01-02 03:30:00', '2026-01-02 03:31:00', 'completed', 1, 1, 0, 0, 0, 0, 1, 1, 1, 'older', '0.6.0',
    'links', 'reports'
);

insert into main.seed_files values (
    'rat.txt', '00', 1, 'loaded', null, 'a1', '2026-01-02 03:30:00', '2026-01-02 03:30:00', 'r1'
);

insert into main.articles values (
    'a1', 'rat.txt', null, '2025-03-24', 'day', 'de', null, null, 'Anna Blum sagte: „Wir kommen.“',
    30, 8, 'older', 'r1', '2026-01-02 03:30:00'
);

insert into main.entities values ('e1', 'Anna Blum', 'PER', 'female', 'first_name');

insert into main.mentions values ('m1', 'a1', 'e1', 'ae1', 0, 9, 'Anna Blum', 'PER', 'name', 0);

insert into main.quotes values
    ('q1', 'a1', 'direct', 'speech', 'Wir kommen.', 18, 29, 'sagte', null, 'Anna Blum', null, null, 0.9, 0, 'paragraph');

insert into main.quote_spans values ('q1', 'quote', 0, 18, 29);

insert into main.quote_speakers values ('q1', 'e1', 'm1', 'frame', 0.9);

insert into main.article_entities values ('ae1', 'a1', 'Anna Blum', 'PER', 'female', 'first_name', true, null);

insert into main.article_speakers values ('q1', 'm1', 'ae1', 'frame', 0.9);

insert into main.entity_links values ('ae1', 'e1', 'name', null);
