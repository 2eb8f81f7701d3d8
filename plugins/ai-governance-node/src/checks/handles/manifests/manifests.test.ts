import fc from 'fast-check';
import { manifestParser } from '.';

function read(path: string, text: string): string[] {
  return manifestParser(path)!(text).map(
    ({ type, name, line }) => `${type}:${name}@${line()}`,
  );
}

const MANIFESTS = [
  'package.json',
  'composer.json',
  'requirements.txt',
  'pyproject.toml',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'Gemfile',
  'src/Shop/Shop.csproj',
];

describe('manifestParser', () => {
  it.each([
    ...MANIFESTS,
    'services/api/package.json',
    'requirements/base.txt',
    'requirements-prod.txt',
  ])('knows %s', path => {
    expect(manifestParser(path)).toBeDefined();
  });

  it.each([
    'package-lock.json',
    'yarn.lock',
    'go.sum',
    'requirements-dev.txt',
    'requirements/test.txt',
    'requirements_docs.txt',
    'gradle/libs.versions.toml',
    'Directory.Packages.props',
    'notes.txt',
  ])('reads nothing of %s', path => {
    expect(manifestParser(path)).toBeUndefined();
  });

  it.each(MANIFESTS)('never throws, whatever %s holds', path => {
    const lines = fc.constantFrom(
      '{"dependencies": {"a": 1}}',
      '{"dependencies": [',
      '[project]',
      'dependencies = [',
      '<project><dependencies>',
      '<dependency><groupId>a</groupId>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
      'require (',
      'group :test do',
      'end',
      "gem 'a'",
      '',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(lines, fc.string()), { maxLength: 12 }),
        text => {
          expect(
            manifestParser(path)!(text.join('\n')).every(
              ({ name, line }) =>
                typeof name === 'string' && (line() ?? 1) >= 1,
            ),
          ).toBe(true);
        },
      ),
    );
  });

  it('reads package.json without what is for development', () => {
    expect(
      read(
        'package.json',
        `{
  "dependencies": { "stripe": "^14" },
  "optionalDependencies": {
    "@scope/a.b": "1"
  },
  "devDependencies": { "jest": "1" },
  "peerDependencies": { "react": "1" }
}`,
      ),
    ).toEqual(['npm:stripe@2', 'npm:@scope/a.b@4']);
    expect(read('package.json', '{"dependencies": ["stripe"]}')).toEqual([]);
  });

  it('reads composer.json without the platform', () => {
    expect(
      read(
        'composer.json',
        '{"require": {"php": "8", "ext-json": "*", "stripe/stripe-php": "1"}, "require-dev": {"a/b": "1"}}',
      ),
    ).toEqual(['composer:stripe/stripe-php@1']);
  });

  it('reads requirements without what only other packages ask for', () => {
    expect(
      read(
        'requirements.txt',
        `# pinned
-r base.txt
--index-url https://example.com
stripe==7.0  # we charge cards
Django[argon2] >= 4 ; python_version > "3"
certifi==2024.1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via requests
requests==2.31
    # via
    #   -r requirements.in
    #   stripe
urllib3==2.0  # via requests
six
git+https://example.com/a.git
./local
`,
      ),
    ).toEqual([
      'pypi:stripe@4',
      'pypi:Django@5',
      'pypi:requests@10',
      'pypi:six@15',
    ]);
  });

  it('reads pyproject.toml of the standard and of Poetry', () => {
    expect(
      read(
        'pyproject.toml',
        `[project]
dependencies = [
  "stripe>=7",
  "fhir.resources ~= 7.1",
]
[project.optional-dependencies]
test = ["pytest"]
[tool.poetry.dependencies]
python = "^3.12"
braintree = "^4"
adyen = { version = "1", optional = true }
[tool.poetry.group.dev.dependencies]
black = "*"
`,
      ),
    ).toEqual(['pypi:stripe@3', 'pypi:fhir.resources@4', 'pypi:braintree@10']);
  });

  it('reads go.mod without what is indirect', () => {
    expect(
      read(
        'go.mod',
        `module example.com/shop

go 1.22

require github.com/stripe/stripe-go/v76 v76.1.0
require (
	github.com/coreos/go-oidc/v3 v3.9.0
	golang.org/x/text v0.14.0 // indirect
)
exclude github.com/plaid/plaid-go v1.0.0
replace example.com/a => ../a
`,
      ),
    ).toEqual([
      'golang:github.com/stripe/stripe-go/v76@5',
      'golang:github.com/coreos/go-oidc/v3@7',
    ]);
  });

  it('reads Cargo.toml with crates under other names', () => {
    expect(
      read(
        'Cargo.toml',
        `[dependencies]
argon2 = "0.5"
pay = { package = "async-stripe", version = "0.31" }
extra = { version = "1", optional = true }
[dev-dependencies]
dicom = "0.6"
[target.'cfg(unix)'.dependencies]
bcrypt = "0.15"
`,
      ),
    ).toEqual(['cargo:argon2@2', 'cargo:async-stripe@3', 'cargo:bcrypt@8']);
  });

  it('reads pom.xml without tests and lists of versions', () => {
    expect(
      read(
        'pom.xml',
        `<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <dependencyManagement><dependencies><dependency>
    <groupId>com.adyen</groupId><artifactId>adyen-java-api-library</artifactId>
  </dependency></dependencies></dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>com.stripe</groupId>
      <artifactId>stripe-java</artifactId>
    </dependency>
    <dependency>
      <groupId>org.springframework.security</groupId>
      <artifactId>spring-security-test</artifactId>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <profiles><profile><dependencies><dependency>
    <groupId>org.pac4j</groupId><artifactId>pac4j-core</artifactId>
  </dependency></dependencies></profile></profiles>
</project>`,
      ),
    ).toEqual([
      'maven:com.stripe:stripe-java@9',
      'maven:org.pac4j:pac4j-core@18',
    ]);
  });

  it('reads literals of Gradle builds', () => {
    expect(
      read(
        'build.gradle',
        `dependencies {
    implementation 'com.stripe:stripe-java:24.0'
    releaseImplementation("com.adyen:adyen-java-api-library:1")
    runtimeOnly group: 'org.bouncycastle', name: 'bcprov-jdk18on', version: '1'
    testImplementation 'org.keycloak:keycloak-core:1'
    androidTestImplementation 'org.pac4j:pac4j-core:1'
    implementation platform('software.amazon.awssdk:bom:2')
    implementation project(':billing')
    // implementation 'com.plaid:plaid-java:1'
    classpath 'com.razorpay:razorpay-java:1'
}`,
      ),
    ).toEqual([
      'maven:com.stripe:stripe-java@2',
      'maven:com.adyen:adyen-java-api-library@3',
      'maven:org.bouncycastle:bcprov-jdk18on@4',
    ]);
  });

  it('reads Gemfiles without groups for development and tests', () => {
    expect(
      read(
        'Gemfile',
        `source 'https://rubygems.org'
gem 'stripe', '~> 10'
# gem "bcrypt"
group :development, :test do
  gem 'devise'
  if ENV['CI']
    gem 'omniauth'
  end
end
gem "doorkeeper", group: :test
group :production do
  gem 'braintree'
end
platforms :ruby do
  gem 'rbnacl'
end
`,
      ),
    ).toEqual(['gem:stripe@2', 'gem:braintree@12', 'gem:rbnacl@15']);
  });

  it('reads .NET projects unless they are tests', () => {
    const project = (extra = '') => `<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup>
    <PackageReference Include="Stripe.net" Version="43" />
    <PackageReference Include="Analyzers" PrivateAssets="all" />
  </ItemGroup>
  <ItemGroup>
    <PackageReference Include="BCrypt.Net-Next"><Version>4</Version></PackageReference>
    ${extra}
  </ItemGroup>
</Project>`;
    expect(read('Shop.csproj', project())).toEqual([
      'nuget:Stripe.net@3',
      'nuget:BCrypt.Net-Next@7',
    ]);
    expect(
      read(
        'Shop.csproj',
        project('<PackageReference Include="Microsoft.NET.Test.Sdk" />'),
      ),
    ).toEqual([]);
  });
});
